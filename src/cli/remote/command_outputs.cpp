#include "cli/remote/command_outputs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "usecases/batches/batch_commands.hpp"
#include "usecases/batches/batches.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kSessionsMax = 100;
constexpr std::string_view kPartBytes = "1048576";

}  // namespace

Result<void> CommandOutputs::read(const std::vector<std::string>& sessions, const Visit& visit) {
  for (std::size_t at = 0; at < sessions.size(); at += kSessionsMax) {
    const auto end = std::min(sessions.size(), at + kSessionsMax);
    const auto some = std::vector(sessions.begin() + static_cast<std::ptrdiff_t>(at),
                                  sessions.begin() + static_cast<std::ptrdiff_t>(end));
    FETTLE_TRY(commands, api_.read<usecases::Commands>(fmt::format(
                             "/batches/{}/commands?session_id={}", batch_, fmt::join(some, ","))));
    for (const auto& command : commands.items) FETTLE_TRY_VOID(read_command(command, visit));
  }
  return {};
}

Result<void> CommandOutputs::read_command(const store::CommandRow& command, const Visit& visit) {
  auto& known = known_[command.order];
  while (known < command.bytes) {
    const auto path = fmt::format("/sessions/{}/output?stage={}&step={}&from={}&length={}{}",
                                  command.session_id, command.stage, command.step, known,
                                  kPartBytes, query('&', "order", command.order));
    FETTLE_TRY(part, api_.read<usecases::OutputView>(path));
    if (part.until <= known) return {};  // the rest of a character is still to come
    visit({command, known, std::move(part.text)});
    known = part.until;
  }
  return {};
}

}  // namespace fettle::cli
