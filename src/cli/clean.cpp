#include "cli/clean.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>

#include "base/json.hpp"
#include "cli/ask_targets.hpp"
#include "cli/batch_choice.hpp"
#include "cli/become_users.hpp"
#include "cli/files.hpp"
#include "cli/foreground_run.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"
#include "store/admission.hpp"
#include "store/installation.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/receipts/script.hpp"

namespace fettle::cli {
namespace {

struct CleanedJson {
  std::string_view target;
  bool become = false;
  std::optional<std::string> become_user;  ///< empty: as the target says, else root
  bool ok = false;
  std::size_t removed = 0;
  int needed = 0;
  int open = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CleanedJson, (),
                      (target, become, become_user, ok, removed, needed, open, reason))

/// Keeps sessions away from hosts as long as it lives.
class HostClaim {
 public:
  static Result<HostClaim> take(store::Connection& connection,
                                const std::vector<std::string>& hosts) {
    auto holder = fmt::format("`fettle clean`, {},", this_process().owner);
    FETTLE_TRY_VOID(store::claim_hosts(connection, hosts, holder));
    return HostClaim(connection, std::move(holder));
  }
  HostClaim(HostClaim&& other) noexcept
      : connection_(std::exchange(other.connection_, nullptr)), holder_(std::move(other.holder_)) {}
  HostClaim& operator=(HostClaim&&) = delete;
  ~HostClaim() {
    if (connection_ == nullptr) return;
    [[maybe_unused]] const auto released = store::release_hosts(*connection_, holder_);
  }

 private:
  HostClaim(store::Connection& connection, std::string holder)
      : connection_(&connection), holder_(std::move(holder)) {}
  store::Connection* connection_;
  std::string holder_;
};

struct Plan {
  std::string installation;
  std::vector<Ask> asks;
  std::vector<std::vector<std::string>> needed;  ///< by ask
};

/// Receipts lie in the home of whoever ran the command: who logs in, whom the server's `become`
/// names, and those whom steps of past plans became.
Plan plan_of(std::string installation, const std::vector<store::KnownTarget>& targets,
             const BecomeUsers& became) {
  Plan plan{.installation = std::move(installation)};
  const auto script = transport::list_script(plan.installation);
  for (const auto& known : targets) {
    const auto ask = [&](bool become, const flow::Become& as_whom) {
      plan.asks.push_back({known.target, become, script, as_whom});
      plan.needed.push_back(known.needed);
    };
    ask(false, {});
    const auto found = became.find(to_canonical_json(known.target));
    auto users = found == became.end() ? std::vector<flow::Become>() : found->second;
    const bool has_default = std::ranges::find(users, flow::Become()) != users.end();
    // Of a record that can't be read only this is known.
    const bool only_known = users.empty() && known.become;
    if (!has_default && (known.target.server.become || only_known)) users.emplace_back();
    for (const auto& as_whom : users) ask(true, as_whom);
  }
  return plan;
}

std::string describe(const CleanedJson& cleaned) {
  auto line = std::string(cleaned.target);
  if (cleaned.become) {
    line += cleaned.become_user ? fmt::format(" (become {})", *cleaned.become_user) : " (become)";
  }
  line += ": ";
  if (!cleaned.ok) return line + fmt::format("not cleaned: {}", cleaned.reason);
  line +=
      fmt::format("{} {} removed", cleaned.removed, cleaned.removed == 1 ? "receipt" : "receipts");
  if (cleaned.needed > 0) line += fmt::format(", {} kept for batches", cleaned.needed);
  if (cleaned.open > 0) line += fmt::format(", {} kept that began and have no end", cleaned.open);
  return line;
}

int tell(const std::vector<CleanedJson>& cleaned, const CleanOptions& options,
         const Console& console) {
  if (options.format == OutputFormat::kJson) {
    write_json_line(console.out, cleaned);
  } else {
    for (const auto& one : cleaned) {
      console.out << safe_line(describe(one), Charset::kUtf8) << "\n";
    }
    if (cleaned.empty()) console.err << "No batch has worked on a target yet.\n";
  }
  return std::ranges::all_of(cleaned, &CleanedJson::ok) ? kExitDone : kExitUnfinished;
}

Result<int> clean_targets(const CleanOptions& options, const Console& console) {
  auto database = options.database;
  FETTLE_TRY(connection, open_history(database));
  FETTLE_TRY(first_look, store::read_known_targets(*connection));
  FETTLE_TRY(writing, open_database(database, transport::AsioLoop().now()));
  std::vector<std::string> hosts;
  for (const auto& known : first_look) hosts.push_back(fleet::host_key(known.target.server));
  // No run may be about to collect what would be removed; what is needed is read once that is so.
  FETTLE_TRY(claim, HostClaim::take(*writing, hosts));
  FETTLE_TRY(known, store::read_known_targets(*connection));
  FETTLE_TRY(installation, store::find_installation(*connection));
  if (installation.empty()) return tell({}, options, console);  // nothing was ever run
  FETTLE_TRY(became, read_become_users(*connection));
  const auto plan = plan_of(std::move(installation), known, became);
  std::vector<FoundReceipts> found(plan.asks.size());
  const auto answers =
      ask_targets(plan.asks, options.ssh, [&](std::size_t index, std::string_view output) {
        found[index] = sort_receipts(output, plan.installation, plan.needed[index]);
        return found[index].removable;
      });
  std::vector<CleanedJson> cleaned;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const bool removed = answers[i].removed.size() == found[i].removable.size();
    cleaned.push_back({.target = plan.asks[i].target.label,
                       .become = plan.asks[i].become,
                       .become_user = plan.asks[i].as_whom.user,
                       .ok = answers[i].ok && removed,
                       .removed = answers[i].removed.size(),
                       .needed = found[i].needed,
                       .open = found[i].open,
                       .reason = answers[i].ok && !removed ? "the receipts can't be removed"
                                                           : answers[i].reason});
  }
  return tell(cleaned, options, console);
}

}  // namespace

FoundReceipts sort_receipts(std::string_view answer, std::string_view installation,
                            const std::vector<std::string>& needed) {
  constexpr std::string_view kEnded = "ended ";
  constexpr std::string_view kOpen = "open ";
  FoundReceipts found;
  const auto beginning = fmt::format("{}.", installation);
  while (!answer.empty()) {
    const auto line = answer.substr(0, answer.find('\n'));
    answer.remove_prefix(std::min(line.size() + 1, answer.size()));
    const bool ended = line.starts_with(kEnded);
    if (!ended && !line.starts_with(kOpen)) continue;
    const auto attempt = line.substr(ended ? kEnded.size() : kOpen.size());
    if (!attempt.starts_with(beginning) || !transport::is_attempt_id(attempt)) continue;
    if (std::ranges::find(needed, attempt) != needed.end()) {
      ++found.needed;
    } else if (!ended) {
      ++found.open;
    } else {
      found.removable.emplace_back(attempt);
    }
  }
  return found;
}

int clean(const CleanOptions& options, const Console& console) {
  const auto status = clean_targets(options, console);
  if (status) return *status;
  console.err << show(status.error(), "fettle", {});
  return row(status.error().code).exit_status;
}

}  // namespace fettle::cli
