// The POSIX shell texts that are sent to a target: what a changing command needs to be started at
// most once and to leave a receipt, and how a read-only one is run. Pure text; works with dash,
// bash and busybox sh. The layout of a receipt is in docs/reference/targets.md; read on in
// answer.hpp for what the target answers.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::transport {

/// The target keeps this much of an output's beginning, and as much of its end.
inline constexpr std::int64_t kHeadBytes = std::int64_t{512} * 1024;

using Environment = std::map<std::string, std::string>;

/// How the texts below are to be run: by whoever logs in, or through sudo.
inline constexpr std::string_view kShell = "exec sh";
inline constexpr std::string_view kRootShell = "exec sudo -n -H -- sh";

/// True for what may name a receipt: 1 to 64 of `A-Z a-z 0-9 . _ -`, starting with a letter or
/// digit. Whatever else is asked for never reaches a target.
bool is_attempt_id(std::string_view text);

/// Empty, or why no shell could be given `script` and `environment` as they are.
std::string refusal(std::string_view script, const Environment& environment);

/// Runs `script` directly; its output, both streams, comes after the marker line.
std::string read_script(std::string_view script, const Environment& environment);

/// Ends what read_script started: TERM to its process group, KILL after `grace`.
std::string end_read_script(std::int64_t pid, std::chrono::seconds grace);

/// Starts `script` under `attempt` unless that was done before, then follows it.
std::string begin_script(std::string_view attempt, std::int64_t offset, std::string_view script,
                         const Environment& environment);

/// Sends the output of `attempt` from byte `offset` on, until the attempt has ended.
std::string follow_script(std::string_view attempt, std::int64_t offset);

/// Ends `attempt`, or makes sure that it never starts, then follows it.
std::string end_script(std::string_view attempt, std::int64_t offset, std::chrono::seconds grace);

/// Removes the receipts of `attempts`; exits with 0 when they are gone.
std::string forget_script(const std::vector<std::string>& attempts);

}  // namespace fettle::transport
