// What the rules of a batch's team say to the starts that one commit asks for: the stop switch,
// windows, freezes, and budgets. Read once a commit, within its transaction. Batches of the command
// line have no team and no rules. Hosts are admission.hpp's.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/fleet/budget.hpp"
#include "core/schedule/start_rules.hpp"
#include "ports/journal.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

class StartCheck {
 public:
  static Result<StartCheck> read(Connection& connection, std::string_view batch, Instant now);

  /// Adds to the answer why the stop switch, a window or a freeze says no, and until when.
  Result<void> ask_rules(const ports::AdmissionRequest& asked, ports::Admission& answer);
  /// Adds the budgets that leave no room for the session's host.
  Result<void> ask_budgets(const ports::AdmissionRequest& asked, ports::Admission& answer);
  /// The session begins: its host counts from now on.
  Result<void> admitted(const ports::AdmissionRequest& asked);

 private:
  struct Batch {
    std::optional<std::string> team_id;
    std::optional<std::string> tree_id;
    std::optional<std::string> schedule_id;
    std::optional<std::int64_t> override_at;
    std::optional<std::int64_t> stopped_at;
    std::optional<std::string> stopped_reason;
    BOOST_DESCRIBE_CLASS(Batch, (),
                         (team_id, tree_id, schedule_id, override_at, stopped_at, stopped_reason),
                         (), ())
  };
  struct Counted {
    fleet::Budget budget;
    std::set<std::string, std::less<>> out = {};  ///< hosts
    std::optional<std::int64_t> matching = {};    ///< servers; none: not counted yet
  };

  StartCheck(Connection& connection, Batch batch, Instant now)
      : connection_(&connection), batch_(std::move(batch)), now_(now) {}
  Result<void> count();
  Result<bool> has_room(Counted& counted);
  Result<const fleet::Server*> server_of(const std::string& session);
  Result<Milliseconds> needs_of(const ports::AdmissionRequest& asked);

  Connection* connection_;
  Batch batch_;
  Instant now_;
  schedule::StartRules rules_;
  std::optional<std::vector<Counted>> budgets_;  ///< none: not counted yet
  std::optional<Milliseconds> usual_;            ///< of the plan's history; none: not read yet
  std::string session_;                          ///< whose server is in `server_`
  fleet::Server server_;
};

}  // namespace fettle::store
