#include "core/rollout/decide.hpp"

#include <algorithm>
#include <cstddef>

namespace fettle::rollout {
namespace {

bool is_last(const Rollout& rollout, const Progress& progress) {
  return progress.wave + 1 >= static_cast<int>(rollout.waves.size());
}

/// What follows the stages up to and including `stage`, in the order soak, re-check, approval.
Decision after(Stage stage, const Wave& wave, bool last) {
  if (stage < Stage::kSoak && wave.soak > Milliseconds(0)) return Enter{Stage::kSoak};
  if (stage < Stage::kRecheck && wave.recheck) return Enter{Stage::kRecheck};
  if (stage < Stage::kApproval && wave.approval_after) return Enter{Stage::kApproval};
  if (last) return Done{};
  return NextWave{};
}

/// Whether stopping now would leave something undone.
bool something_remains(const Rollout& rollout, const Progress& progress) {
  return progress.pending > 0 || !is_last(rollout, progress);
}

}  // namespace

Decision decide(const Rollout& rollout, const Progress& progress) {
  if (rollout.waves.empty()) return Done{};
  const auto& wave = rollout.waves[static_cast<std::size_t>(progress.wave)];
  const int room = wave.parallelism - progress.running;
  if (progress.retried > 0 && room > 0) return Start{std::min(room, progress.retried)};
  const bool too_many = progress.failures > rollout.max_failures;
  if (too_many && something_remains(rollout, progress)) {
    if (progress.running > 0) return Wait{};
    return Halt{};
  }
  // Soak and approval end by a timer or a person, who then enters what follows.
  if (progress.stage == Stage::kSoak || progress.stage == Stage::kApproval) return Wait{};
  if (progress.pending > 0 && room > 0) return Start{std::min(room, progress.pending)};
  if (progress.pending > 0 || progress.running > 0) return Wait{};
  return after(progress.stage, wave, is_last(rollout, progress));
}

Decision leave(const Rollout& rollout, const Progress& progress) {
  const auto& wave = rollout.waves[static_cast<std::size_t>(progress.wave)];
  return after(progress.stage, wave, is_last(rollout, progress));
}

}  // namespace fettle::rollout
