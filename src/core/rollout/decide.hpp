// The one function that says what a rollout does next: which sessions may start now, what is being
// waited for, whether it is over. A pure function of the waves and of counts, never of 10,000
// sessions. Preview, rehearsal, simulation and the real run all ask it (core/engine/batch.cpp).
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <variant>

#include "core/rollout/wave.hpp"

namespace fettle::rollout {

/// What of the current wave is under way.
BOOST_DEFINE_ENUM_CLASS(Stage, kTargets, kSoak, kRecheck, kApproval)

struct Progress {
  int wave = 0;
  Stage stage = Stage::kTargets;
  int pending = 0;   ///< sessions of the waves so far (in kRecheck: re-checks) that may start
  int retried = 0;   ///< of these, sessions that a person let run again: no failure stops them
  int running = 0;   ///< started and not ended; one that waits for a person counts
  int failures = 0;  ///< failed, unreachable, interrupted, rejected or re-check failed, less those
                     ///< that an operator decided to go on in spite of
  friend bool operator==(const Progress&, const Progress&) = default;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (wave, stage, pending, retried, running, failures))

/// Start so many of the pending sessions.
struct Start {
  int count = 0;
};
/// Nothing to do until something ends, a timer is due or a person answers.
struct Wait {};
/// The stage is done: go to this one of the same wave.
struct Enter {
  Stage stage = Stage::kTargets;
};
/// The wave is done: take up the next.
struct NextWave {};
/// More failures than allowed, and nothing runs any more: start nothing, skip the rest.
struct Halt {};
/// Every wave is done.
struct Done {};

using Decision = std::variant<Start, Wait, Enter, NextWave, Halt, Done>;

Decision decide(const Rollout& rollout, const Progress& progress);

/// What follows the soak or the approval that `progress` is in, once its time is up or a person
/// has said yes: Enter, NextWave or Done.
Decision leave(const Rollout& rollout, const Progress& progress);

}  // namespace fettle::rollout
