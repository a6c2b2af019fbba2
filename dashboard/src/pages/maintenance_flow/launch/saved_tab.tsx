// One of the team's saved lists.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { targetListsQuery } from "@/api/target_lists";
import { Answer, Empty } from "@/kit/answer";
import { Ago } from "@/kit/instant";
import { SearchBox } from "@/kit/search_box";
import { t } from "@/text/t";
import { Choices } from "@/kit/choices";

export function SavedTab({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const [text, setText] = useState("");
  const lists = useQuery(targetListsQuery(text));
  return (
    <div className="flex flex-col gap-3">
      <SearchBox label={t("lists.search")} value={text} onChange={setText} className="w-full" />
      <Answer query={lists}>
        {(page) =>
          page.items.length > 0 ? (
            <Choices
              label={t("launch.tab_saved")}
              value={value}
              onChange={onChange}
              options={page.items.map((list) => ({
                value: list.id,
                title: list.name,
                text: list.description,
                side: (
                  <>
                    {t("lists.count", { n: list.target_count })}
                    {list.last_used_at !== null && (
                      <span className="block text-muted">
                        <Ago at={list.last_used_at} />
                      </span>
                    )}
                  </>
                ),
              }))}
            />
          ) : (
            <Empty
              title={text ? t("lists.none_found") : t("lists.empty")}
              text={text ? t("lists.none_found_text") : t("lists.empty_text")}
            >
              {!text && (
                <Link to={"/account/target-lists" as string} className="underline">
                  {t("nav.target_lists")}
                </Link>
              )}
            </Empty>
          )
        }
      </Answer>
    </div>
  );
}
