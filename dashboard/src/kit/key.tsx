// One key, or several in a row: `g f`.
export function Key({ children }: { children: string }) {
  return (
    <span className="inline-flex gap-0.5">
      {children.split(" ").map((key) => (
        <kbd
          key={key}
          className="inline-flex min-w-5 items-center justify-center rounded border border-line bg-sunken px-1 text-xs text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
