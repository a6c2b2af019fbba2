// Where a run stands, as far as events tell: each target, the wave, the counts. A picture for
// people alone; nothing decides by it. frame.hpp draws it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "cli/view/outline.hpp"
#include "ports/observer.hpp"

namespace fettle::cli {

/// A session as it was last told of.
struct SessionProgress {
  engine::SessionStatus status = engine::SessionStatus::kPending;
  std::string stage;
  int step = -1;     ///< index within the stage; -1 before the first
  std::string note;  ///< what it waits for, or why it ended
  std::optional<Instant> began;
  std::optional<Instant> ended;
};

struct TargetProgress {
  SessionProgress session;
  SessionProgress recheck;  ///< pending where there is none
  bool left_out = false;

  /// The re-check counts while it is under way and when it went wrong: a proof that holds changes
  /// nothing.
  bool shows_recheck() const;
  const SessionProgress& shown() const { return shows_recheck() ? recheck : session; }
};

struct Counts {
  int completed = 0;
  int failed = 0;
  int interrupted = 0;
  int cancelled = 0;
  int skipped = 0;
  int asking = 0;   ///< need a person
  int running = 0;  ///< under way, or paused
  int waiting = 0;  ///< not begun
  int ended() const { return completed + failed + interrupted + cancelled + skipped; }
};

class RunProgress {
 public:
  explicit RunProgress(RunOutline outline);

  void hear(const ports::Place& place, const engine::Event& event);

  const RunOutline& outline() const { return outline_; }
  const std::vector<TargetProgress>& targets() const { return targets_; }
  Counts counts() const;
  int wave() const { return wave_; }  ///< index of the current one; -1 before the first
  engine::BatchStatus status() const { return status_; }
  const std::string& note() const { return note_; }  ///< what the last of the batch said
  std::optional<Instant> began() const { return began_; }

 private:
  void hear_batch(const engine::Event& event);
  void end_rest(engine::SessionStatus status);
  void reopen();
  void reopen_rest();

  RunOutline outline_;
  std::vector<TargetProgress> targets_;
  engine::BatchStatus status_;
  int wave_ = -1;
  std::string note_;
  std::optional<Instant> began_;
};

bool needs_person(engine::SessionStatus status);

}  // namespace fettle::cli
