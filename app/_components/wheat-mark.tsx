/** The wheat ear of the logo; decorative, the name stands beside it. */
export function WheatMark({ size = 18 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true" className="shrink-0 text-wheat">
      <path
        d="M9 17V5M9 9C5 9 3.5 6.5 3.5 4 7 4 9 6 9 9Zm0 0c4 0 5.5-2.5 5.5-5C11 4 9 6 9 9Zm0 5c-4 0-5.5-2.5-5.5-5 3.5 0 5.5 2 5.5 5Zm0 0c4 0 5.5-2.5 5.5-5-3.5 0-5.5 2-5.5 5Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}
