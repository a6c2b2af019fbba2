// The steps of a plan as one target gets them: what is done, the commands and questions with the
// values filled in, and all that an engineer needs who carries one out by hand.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <vector>

#include "core/fleet/server.hpp"
#include "core/flow/step.hpp"

namespace fettle::usecases {

struct VerificationView {
  std::string prompt;
  std::string type;  ///< `checkbox`, or `text_input`: done only with a text
};
BOOST_DESCRIBE_STRUCT(VerificationView, (), (prompt, type))

struct FallbackView {
  std::string title;
  std::string kind;
  std::string instructions;
};
BOOST_DESCRIBE_STRUCT(FallbackView, (), (title, kind, instructions))

struct TaskView {
  std::string kind;  ///< `action`, `informational`, `verification`, `warning`
  std::optional<std::int64_t> estimated_minutes;
  std::string expected_outcome;
  std::optional<VerificationView> verification;
  std::vector<std::string> checklist;
  std::string reference_url;
  std::vector<FallbackView> fallback;
};
BOOST_DESCRIBE_STRUCT(TaskView, (),
                      (kind, estimated_minutes, expected_outcome, verification, checklist,
                       reference_url, fallback))

struct StepView {
  std::string title;
  std::string type;
  std::string prose;
  std::vector<std::string> texts;    ///< the commands, or what is asked; with the values filled in
  bool by_hand = false;              ///< a person carries it out
  std::optional<TaskView> task;      ///< of a step of that type
  std::vector<std::string> options;  ///< of a question: what may be answered
};
BOOST_DESCRIBE_STRUCT(StepView, (), (title, type, prose, texts, by_hand, task, options))

std::vector<StepView> steps_of(const std::vector<flow::Step>& steps, const fleet::Server& server);

}  // namespace fettle::usecases
