import { WheatMark } from "./wheat-mark";

interface CentredBrandProps {
  /** Where the name leads; without one it leads nowhere. */
  readonly home?: string;
}

const look = "mb-6 flex items-center justify-center gap-2 self-center text-lg font-semibold tracking-tight";

/** The name above a card that stands alone in the middle. */
export function CentredBrand({ home }: CentredBrandProps) {
  const brand = (
    <>
      <WheatMark size={24} />
      Winnow
    </>
  );
  if (home === undefined) return <p className={look}>{brand}</p>;
  // What could not be shown may be part of what the browser keeps: the page is fetched anew.
  return (
    <a href={home} className={`${look} rounded-md px-2 py-1`}>
      {brand}
    </a>
  );
}
