interface ProgressProps {
  /** Names the bar for those who cannot see it. */
  readonly label: string;
  /** Finished share, 0..1; null while it is not known. */
  readonly value: number | null;
}

export function Progress({ label, value }: ProgressProps) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      className="h-1.5 overflow-hidden rounded-full bg-line forced-color-adjust-none"
    >
      <div
        className={`h-full rounded-full bg-accent ${share === null ? "w-1/3 animate-pulse" : "transition-[width]"}`}
        style={share === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
