// One turn with the assistant: what a person asks about the text before them, answered as a stream,
// with at most one proposed document. A turn is prepared with the caller's context and carried out
// without one: whatever the model says, nothing is saved, approved or run by it. What the model is
// told is the text in the request and what the person wrote, nothing of secrets and hosts.
#pragma once

#include <boost/describe/class.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "assistant/provider.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct AssistantQuestion {
  std::string markdown;                          ///< as it is in the editor
  std::vector<assistant::ChatMessage> messages;  ///< oldest first; the last is the question
};
BOOST_DESCRIBE_STRUCT(AssistantQuestion, (), (markdown, messages))

/// Ready to be carried out, on any thread.
struct AssistantTurn {
  assistant::Provider provider;
  assistant::Chat chat;
  std::string markdown;
  std::vector<std::string> recipes;  ///< slugs that the team has
  std::shared_ptr<ports::Outgoing> outgoing;
};

/// kInvalid; kConflict where no assistant is configured.
Result<AssistantTurn> prepare_turn(Context& context, AssistantQuestion question);

/// Whoever hears an answer. `tell` takes the name of an event and its data as JSON; `goes_on` says
/// whether anybody still listens.
struct TurnListener {
  std::function<void(std::string_view event, const std::string& json)> tell;
  std::function<bool()> goes_on;
};
/// Tells, in this order: `delta` {text} as the answer comes; where it proposes a document that has
/// errors, once `retry` {diagnostics} and then the deltas of the next answer; `proposal` {markdown,
/// diagnostics, difference} or `refused` {diagnostics}; at last `done` {}, or `error` {code,
/// detail}.
void carry_out_turn(AssistantTurn turn, const TurnListener& listener);

/// Asks and gives the whole answer; `heard` is told what comes. kTooMany, kRefused, kUnreachable,
/// kForbidden.
struct ModelListener {
  std::function<void(std::string_view text)> heard = {};
  std::function<bool()> goes_on = {};
};
Result<std::string> ask_model(ports::Outgoing& outgoing, assistant::ProviderKind kind,
                              const ports::HttpPost& request, const ModelListener& listener);

}  // namespace fettle::usecases
