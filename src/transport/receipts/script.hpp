// The POSIX shell texts that are sent to a target: what a changing command needs to be started at
// most once and to leave a receipt, and how a read-only one is run. Pure text; works with dash,
// bash and busybox sh. The layout of a receipt is in docs/reference/targets.md; read on in
// challenge.hpp for what a target must prove, and in answer.hpp for what it answers.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/flow/command.hpp"
#include "transport/receipts/challenge.hpp"

namespace fettle::transport {

/// The target keeps this much of an output's beginning, and as much of its end.
inline constexpr std::int64_t kHeadBytes = std::int64_t{512} * 1024;

using Environment = std::map<std::string, std::string>;

/// What a person wants run, with the secrets that it is given.
struct Script {
  std::string_view text;
  const Environment& environment;
  flow::Shell shell = flow::Shell::kSh;
};

/// Which attempt is asked for, and from which byte of its output on.
struct Request {
  Challenge challenge;
  std::string_view attempt;
  std::int64_t offset = 0;
  /// An attempt that runs is followed so many beats of the target's, 0.2 s each for the first fifty
  /// and a second each from then on. 0: until it has ended.
  int beats = 0;
};

/// Stands for the attempt in the answers about a read command, and about receipts removed.
inline constexpr std::string_view kNoAttempt = "-";

/// True for what may name a receipt: 1 to 64 of `A-Z a-z 0-9 . _ -`, starting with a letter or
/// digit. Whatever else is asked for never reaches a target.
bool is_attempt_id(std::string_view text);

/// Empty, or why no shell could be given `script` and `environment` as they are.
std::string refusal(std::string_view script, const Environment& environment);

/// Runs `script` directly; its output, both streams, comes after the marker line. Then each of
/// `following` in the same way; before it a line says how the one before it has ended
/// (answer.hpp, EndReader).
std::string read_script(const Challenge& challenge, const Script& script,
                        std::span<const std::string> following = {});

/// Ends what read_script started, and all that descends from it: TERM, KILL after `grace`.
std::string end_read_script(const Challenge& challenge, std::int64_t pid,
                            std::chrono::seconds grace);

/// Starts `script` under the attempt unless that was done before, then follows it.
std::string begin_script(const Request& request, const Script& script);

/// Sends the output of the attempt from `offset` on, until the attempt has ended.
std::string follow_script(const Request& request);

/// Ends the attempt, or makes sure that it never starts, then follows it.
std::string end_script(const Request& request, std::chrono::seconds grace);

/// Names the receipts that begin with `installation` and a dot, one a line: `ended NAME`, or `open
/// NAME` where the attempt began and has no end. For a read-only command.
std::string list_script(std::string_view installation);

/// Removes the receipts of `attempts`; the marker comes when they are gone.
std::string forget_script(const Challenge& challenge, const std::vector<std::string>& attempts);

}  // namespace fettle::transport
