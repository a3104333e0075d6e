export default function HomePage() {
  return (
    <main>
      <h1>Winnow</h1>
      <p>Label the samples that teach the model most.</p>
    </main>
  );
}
