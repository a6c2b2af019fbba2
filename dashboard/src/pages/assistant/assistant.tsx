// The assistant beside a text: it answers as it writes and may propose a whole document, shown as a
// difference with its problems first. It never applies and never saves anything itself.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Send, Square } from "lucide-react";
import { type FormEvent, useState } from "react";
import { assistantQuery, type Proposal } from "@/api/assistant";
import { Answer } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Difference } from "@/kit/difference";
import { Field, Textarea } from "@/kit/field";
import { t } from "@/text/t";
import type { Turns } from "./use_turns";

/// `turns` are the page's, so that a conversation outlives a look at another tab.
type AssistantProps = { turns: Turns; text: string; onApply: (markdown: string) => void };

export function Assistant(props: AssistantProps) {
  const assistant = useQuery(assistantQuery);
  return (
    <Answer query={assistant}>
      {(found) =>
        found.is_configured ? (
          <Conversation {...props} />
        ) : (
          <p className="text-muted">
            {t("assistant.not_configured")}{" "}
            <Link to="/account" search={{ section: "assistant" }} className="underline">
              {t("account.assistant")}
            </Link>
          </p>
        )
      }
    </Answer>
  );
}

function Conversation({ turns, text, onApply }: AssistantProps) {
  const [question, setQuestion] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (turns.isAsking || !question.trim()) return;
    void turns.send(question.trim(), text);
    setQuestion("");
  };
  const apply = (proposal: Proposal) => {
    onApply(proposal.markdown);
    turns.discard();
  };
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex max-h-80 flex-col gap-2 overflow-y-auto" aria-live="polite" aria-busy={turns.isAsking}>
        {turns.messages.map((message, index) => (
          <li key={index} className={message.role === "user" ? "rounded-control bg-sunken px-3 py-2" : "px-3"}>
            <span className="block text-xs text-muted">{t(message.role === "user" ? "account.you" : "assistant.title")}</span>
            <span className="break-words whitespace-pre-wrap">{message.content}</span>
          </li>
        ))}
      </ol>
      {turns.error && (
        <p role="alert" className="text-failed break-words">
          {turns.error}
        </p>
      )}
      {turns.refused.length > 0 && (
        <div role="alert">
          <p className="text-failed">{t("assistant.refused")}</p>
          <ProblemList found={turns.refused} />
        </div>
      )}
      {turns.proposal && (
        <section aria-label={t("assistant.proposal")} className="flex flex-col gap-2 rounded-control border border-accent p-3">
          <h3 className="font-semibold">{t("assistant.proposal")}</h3>
          <ProblemList found={turns.proposal.diagnostics} />
          <Difference before={text} after={turns.proposal.markdown} label={t("assistant.proposal")} />
          <div className="flex flex-wrap gap-2">
            <Button onClick={turns.discard}>{t("assistant.discard")}</Button>
            <Button look="primary" onClick={() => apply(turns.proposal!)}>
              {t("assistant.apply")}
            </Button>
          </div>
        </section>
      )}
      <form onSubmit={submit} className="flex flex-col gap-2">
        <Field label={t("assistant.question")} hint={t("assistant.hint")}>
          <Textarea rows={2} value={question} onChange={(event) => setQuestion(event.target.value)} />
        </Field>
        <div className="flex gap-2">
          {turns.isAsking ? (
            <Button icon={<Square size={14} aria-hidden />} onClick={turns.stop}>
              {t("assistant.stop")}
            </Button>
          ) : (
            <Button type="submit" icon={<Send size={14} aria-hidden />} blocked={!question.trim() && t("assistant.empty")}>
              {t("assistant.send")}
            </Button>
          )}
        </div>
      </form>
    </div>
  );
}

function ProblemList({ found }: { found: Proposal["diagnostics"] }) {
  if (found.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {found.map((one, index) => (
        <li key={index} className={one.severity === "error" ? "text-failed break-words" : "text-waiting break-words"}>
          {one.line}: {one.message}
        </li>
      ))}
    </ul>
  );
}
