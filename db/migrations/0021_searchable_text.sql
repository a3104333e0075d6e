-- What is indexed and what is searched for as PostgreSQL's parser is to read it. It takes `<script>` for markup, whose words
-- it leaves out; and in a database of the locale C it takes every character beyond ASCII for a letter, so that „Wort“, wort…
-- and wort🎉 are words of their own. So brackets of tags and punctuation become spaces, and a sign, as an emoji, stands alone.
CREATE FUNCTION "searchable_text"("said" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN octet_length(said) = length(said) AND strpos(said, '<') = 0 THEN said
	WHEN octet_length(said) = length(said) THEN translate(replace(replace(said, '</', ' '), '/>', ' '), '<>', '  ')
	ELSE regexp_replace(
		regexp_replace(
			translate(replace(replace(said, '</', ' '), '/>', ' '), U&'<>\2010\2011\2212\2019', '  ---'''),
			'[\u0080-\u00A1\u00A6-\u00A8\u00AB\u00AD\u00AF\u00B4\u00B6-\u00B8\u00BB\u00BF\u055A-\u055F\u0589\u05BE\u060C\u061B\u061F\u06D4\u0964\u0965\u2000-\u206F\u2E00-\u2E7F\u3000-\u3003\u3008-\u3020\uFE00-\uFE0F\uFEFF\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\U000E0000-\U000E01EF]+',
			' ', 'g'),
		'([\u00A2-\u00A5\u00A9\u00AC\u00AE\u00B0\u00B1\u00D7\u00F7\u20A0-\u20CF\u2100-\u214F\u2190-\u2BFF\U0001F000-\U0001FBFF])',
		' \1 ', 'g')
	END;
--> statement-breakpoint
-- Workers index all pools anew when they start; until then texts are searched one by one.
TRUNCATE "sample_words";
