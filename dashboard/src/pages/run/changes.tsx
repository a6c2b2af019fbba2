// What changed on the hosts, rolled up: what most of them show first, then what only a few do.
import { useInfiniteQuery } from "@tanstack/react-query";
import { changesQuery } from "@/api/batches";
import { Empty, Failed, Lines } from "@/kit/answer";
import { Badge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Names } from "@/kit/names";
import { sortedNames } from "@/text/natural";
import { number, t, type TextKey } from "@/text/t";

export function Changes({ batchId }: { batchId: string }) {
  const changes = useInfiniteQuery(changesQuery(batchId));
  if (changes.isPending) return <Lines />;
  if (changes.isError && !changes.data) return <Failed error={changes.error} onRetry={() => void changes.refetch()} />;
  const [first] = changes.data?.pages ?? [];
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  if (!first || items.length === 0) return <Empty title={t("changes.none")} text={t("changes.none_text")} />;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{t("changes.compared", { n: first.compared, targets: first.targets })}</p>
      <ul className="rounded-card border border-line bg-panel">
        {items.map((one) => (
          <li key={`${one.dimension} ${one.subject}`} className="border-b border-line px-4 py-2.5 last:border-0">
            <p className="flex flex-wrap items-center gap-x-3">
              <strong className="font-medium break-all">{one.subject}</strong>
              <Badge>{t(`dimension.${one.dimension}` as TextKey)}</Badge>
              <span className="text-sm text-muted">
                {t("changes.counts", { changed: number(one.changed), unchanged: number(one.unchanged), missing: number(one.missing) })}
              </span>
            </p>
            <ul className="mt-1 flex flex-col gap-1 text-sm">
              {one.variants.map((variant, index) => (
                <li key={index} className="flex flex-wrap gap-x-3">
                  <span className="w-16 shrink-0 text-right tabular-nums">{number(variant.count)} ×</span>
                  <span className="min-w-0 flex-1 break-all">
                    {t(`change.${variant.kind}` as TextKey)} <code>{variant.before}</code> {variant.before && variant.after && "→"} <code>{variant.after}</code>
                    {variant.count <= 3 && <span className="text-muted"> <Names of={sortedNames(variant.targets)} /></span>}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {changes.hasNextPage && (
        <Button className="self-start" onClick={() => void changes.fetchNextPage()} busy={changes.isFetchingNextPage}>
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
