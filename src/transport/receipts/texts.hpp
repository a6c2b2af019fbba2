// The parts of the shell texts that script.cpp puts together. Each is POSIX shell for dash, bash
// and busybox. All names in them begin with f_: an exported secret may be called anything, and none
// must be changed. A program costs a target some ten times what a forked shell does: hence the
// builtins.
#pragma once

#include <string_view>

namespace fettle::transport::texts {

/// How files of a receipt are written and read; for us and for the runner.
extern const std::string_view kShared;
/// How answers are said.
extern const std::string_view kSaying;
/// Where receipts are, and who lives.
extern const std::string_view kCommon;
/// f_follow: sends output until the attempt has ended, then says how.
extern const std::string_view kFollowing;
/// Follows an attempt that somebody else has started.
extern const std::string_view kFollow;

/// Makes the folder of all receipts, and leaves with a reason unless it is this account's alone.
extern const std::string_view kPlace;
/// Leaves where an earlier attempt of the same session and script lives yet.
extern const std::string_view kBeside;
/// Makes the attempt's folder; who loses, follows.
extern const std::string_view kPrepare;
/// Between these two stand the secrets: starts the runner, then follows it.
extern const std::string_view kSpawn;
extern const std::string_view kSpawned;
/// The runner's own text.
extern const std::string_view kRunner;

/// f_end: ends a process group and all who descend from it, and notes who lives on.
extern const std::string_view kEnding;
/// Ends an attempt, or keeps it from ever starting.
extern const std::string_view kEndAttempt;
/// Ends a read command.
extern const std::string_view kEndRead;

}  // namespace fettle::transport::texts
