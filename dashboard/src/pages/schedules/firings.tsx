// The next firings, in the schedule's zone and in the viewer's where that is another.
import { t } from "@/text/t";
import { dateTime, viewerZone } from "@/text/time";

type FiringsProps = { words?: string; instants: number[]; zone: string };

export function Firings({ words, instants, zone }: FiringsProps) {
  const differs = zone !== viewerZone;
  return (
    <div className="rounded-control bg-sunken px-3 py-2 text-sm">
      {words && <p className="mb-1 font-medium">{words}</p>}
      {instants.length === 0 ? (
        <p className="text-muted">{t("schedule.never_again")}</p>
      ) : (
        <table>
          <thead>
            <tr className="text-left text-muted">
              <th scope="col" className="pr-4 font-normal">{zone}</th>
              {differs && <th scope="col" className="font-normal">{t("schedule.your_zone", { zone: viewerZone })}</th>}
            </tr>
          </thead>
          <tbody>
            {instants.map((at) => (
              <tr key={at}>
                <td className="pr-4 align-top">{dateTime(at, zone)}</td>
                {differs && <td className="align-top text-muted">{dateTime(at)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
