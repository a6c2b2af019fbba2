// `fettle approve`: what waits for a person in a service, shown before it is answered. Schedules
// and launches are approved by the digest that was seen; gates let a step go, or a ring. What
// people do by hand is no approval and is left to the dashboard.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/remote/remote.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

/// One thing that waits.
struct Waiting {
  std::string kind;  ///< `schedule`, `launch`, `ring`, `gate`, `person`
  std::string id;    ///< of the schedule or batch
  std::string short_id;
  std::string name;    ///< of the plan
  std::string target;  ///< of a gate
  std::string session;
  std::string stage;
  int step = 0;
  std::string text;  ///< why it waits, or what is asked
  std::string digest;
  std::int64_t since = 0;
};

/// Everything that waits in the team, schedules first.
Result<std::vector<Waiting>> list_waiting(const ServiceApi& api);

struct ApproveOptions {
  std::string id;      ///< the beginning of a schedule's or batch's; empty: list what waits
  std::string target;  ///< of gates, only this one's
  std::string digest;  ///< that was seen, of a schedule or launch; empty: ask, where one can
  std::string comment;
  std::string name;  ///< of the plan, where the author approves alone
  enum class Word { kApprove, kReject };
  Word word = Word::kApprove;
  bool yes = false;  ///< answers gates without asking
  OutputFormat format = OutputFormat::kText;
};

/// 0 when it was answered or listed, 3 where it was left as it is, 2 else.
int approve(const ApproveOptions& options, const Remote& remote);

}  // namespace fettle::cli
