// Why something does not run, now or at a past moment: every reason at once, from what was stored.
// Waits of sessions and questions to people are kept with their beginning and end
// (store/wait_store.hpp), states are in the events, and what became of schedules is in the audit
// log and their firings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct Why {
  std::string session_id;    ///< empty: the batch or schedule itself
  std::string target_label;  ///< empty as well then
  std::string kind;          ///< of engine::WaitKind, ports::PromptKind, or a state
  std::string text;
  std::optional<std::int64_t> since;
};
BOOST_DESCRIBE_STRUCT(Why, (), (session_id, target_label, kind, text, since))

using Reasons = std::vector<Why>;

/// `at` absent: now. Empty where nothing stands in the way. kNotFound.
Result<Reasons> why_batch(Context& context, std::string_view batch, std::optional<Instant> at);
Result<Reasons> why_session(Context& context, std::string_view session, std::optional<Instant> at);
/// With the reasons of its run that was under way then. What windows say of the schedule itself,
/// and that a run would be refused (a target's transport is not allowed here), is told of now
/// alone: what it was is not kept.
Result<Reasons> why_schedule(Context& context, std::string_view schedule,
                             std::optional<Instant> at);

}  // namespace fettle::usecases
