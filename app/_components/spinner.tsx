/** A turning ring; decorative, the words beside it say what is waited for. */
export function Spinner() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="animate-spin">
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.25" />
      <path d="M14.250 8A6.250 6.250 0 0 0 8 1.750" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
