"""TF-IDF and logistic regression with margin by scikit-learn: the baseline of bench/label-efficiency as its users have it.

    python3 bench/label-efficiency/scikit_learn_margin.py DIR

DIR holds train.csv and test.csv (text,label). Set up as the peers were: words in two texts or more, sublinear TF-IDF fitted
on the pool, 20 random labels to begin with, 20 a round, 5 seeds. Prints the mean accuracy from 20 to 500 labels for C = 1
(scikit-learn's default) and C = 10.
"""

import csv
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

BUDGET, BATCH, SEEDS = 500, 20, 5


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], np.array([row["label"] for row in rows])


def play(pool, classes, test, truth, c, seed):
    labeled = list(np.random.RandomState(seed).choice(len(classes), BATCH, replace=False))
    accuracies = []
    while True:
        model = LogisticRegression(C=c, max_iter=1000).fit(pool[labeled], classes[labeled])
        accuracies.append((model.predict(test) == truth).mean())
        if len(labeled) >= BUDGET:
            return np.mean(accuracies)
        top = np.sort(model.predict_proba(pool), axis=1)
        margins = top[:, -1] - top[:, -2]
        margins[labeled] = np.inf
        labeled += list(np.argsort(margins)[:BATCH])


texts, classes = read(f"{sys.argv[1]}/train.csv")
test_texts, truth = read(f"{sys.argv[1]}/test.csv")
vectorizer = TfidfVectorizer(min_df=2, sublinear_tf=True)
pool = vectorizer.fit_transform(texts)
test = vectorizer.transform(test_texts)
for c in (1, 10):
    means = 100 * np.array([play(pool, classes, test, truth, c, seed) for seed in range(SEEDS)])
    print(f"C = {c}: {means.mean():.1f} ± {means.std():.1f} % from {BATCH} to {BUDGET} labels, {SEEDS} seeds")
