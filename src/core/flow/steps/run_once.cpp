#include "core/flow/steps/run_once.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace fettle::flow {
namespace {

std::string with_message(std::string words, const CommandResult& result) {
  return result.message.empty() ? words : fmt::format("{}: {}", words, result.message);
}

}  // namespace

std::string describe_failure(const CommandResult& result) {
  if (result.succeeded()) return {};
  switch (result.ending) {
    case Ending::kExited:
      return fmt::format("exit status {}", result.exit_status);
    case Ending::kTimedOut:
      return with_message("timed out", result);
    case Ending::kCancelled:
      return with_message("cancelled", result);
    case Ending::kUnreachable:
      return with_message("unreachable", result);
    case Ending::kRebooted:
    case Ending::kUnknown:
      return with_message("outcome unknown", result);
  }
  std::unreachable();
}

StepMove run_once(StepMemory memory, const StepEvent& event, const Command& command) {
  if (std::holds_alternative<Began>(event)) return {std::move(memory), {Run{command}}};
  const auto* ended = std::get_if<CommandEnded>(&event);
  if (ended == nullptr) return {std::move(memory), {}};
  using enum Finish::Outcome;
  const auto& result = ended->result;
  if (result.succeeded()) return {std::move(memory), {Finish{}}};
  if (result.ending == Ending::kTimedOut) {
    auto message = fmt::format("did not end within {} s", command.timeout.count());
    return {std::move(memory), {Finish{kTimedOut, std::move(message), {}}}};
  }
  return {std::move(memory), {Finish{kFailed, describe_failure(result), {}}}};
}

}  // namespace fettle::flow
