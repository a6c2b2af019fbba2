// What an engineer says of a step that they carried out: a task, a question, or an automated step
// of a target that no machine reaches. Checked against the step before it is told to whoever
// carries the session out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "usecases/batches/batches.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct StepAnswer {
  std::string mark;                     ///< `done`, `done_with_issues`, `skipped`, `failed`
  std::optional<std::string> text;      ///< the note, what was verified, or the chosen option
  std::optional<std::string> fallback;  ///< title of the task's fallback that was done instead
  std::optional<std::string> output;    ///< what was seen; kept as a command's output is
};
BOOST_DESCRIBE_STRUCT(StepAnswer, (), (mark, text, fallback, output))

/// kInvalid where the answer does not fit the step; kConflict where the session waits for no
/// person; kStale with the newer state where it is not at `version`.
Result<SessionDetail> answer_step(Context& context, std::string_view session,
                                  const StepAnswer& answer, std::optional<std::int64_t> version);

}  // namespace fettle::usecases
