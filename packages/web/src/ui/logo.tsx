/** The house's sign: a doorway that is also somebody speaking. The favicon is the same drawing. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#0a6a4a" />
      <path fill="#fcf6ea" d="M8.5 26.5V15.2a7.5 7.5 0 0 1 15 0V19a4.2 4.2 0 0 1-4.2 4.2h-6.1Z" />
      <circle cx="16" cy="15.4" r="2.4" fill="#0a6a4a" />
    </svg>
  );
}
