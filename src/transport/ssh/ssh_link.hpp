// A link over SSH: the way to the server hop by hop, one session a hop, any number of programs
// over the last. Connects again and again only where that may help, and once more where the server
// opens no further channel on a session.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "transport/access.hpp"
#include "transport/context.hpp"
#include "transport/link.hpp"
#include "transport/ssh/spare_shells.hpp"
#include "transport/ssh/ssh_host_key.hpp"
#include "transport/ssh/ssh_login.hpp"
#include "transport/ssh/ssh_route.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

class SshLink : public Link {
 public:
  SshLink(std::shared_ptr<Context> context, fleet::Server server)
      : context_(std::move(context)), server_(std::move(server)) {}
  ~SshLink() override { SshLink::close(); }

  Awaitable<Result<void>> connect(Deadline deadline) override;
  Awaitable<ExecEnd> exec(ShellCommand command, std::string input, ExecListener& listener,
                          Deadline deadline) override;
  std::shared_ptr<PasswordCache> become_passwords() const override {
    return access_.become_passwords;
  }
  void notify() override;
  void close() override;

  /// Which host key the server itself showed when it was last connected to.
  const std::optional<SeenHostKey>& seen_host_key() const { return seen_; }

 private:
  /// What is left of the time that a hop may take, over all tries.
  struct TimeLeft {
    std::chrono::milliseconds connect;
    std::chrono::milliseconds log_in;
  };
  /// A session that programs run over.
  struct Lane {
    std::shared_ptr<SshSession> session;
    std::shared_ptr<SpareShells> spares;
    Limiter::Permit descriptors;
  };
  struct Ran {
    ExecEnd end;
    bool was_refused = false;  ///< no further channel was opened
  };
  using LanePtr = std::shared_ptr<Lane>;

  Awaitable<bool> open_keys(const std::vector<Hop>& hops, Deadline deadline);
  Awaitable<bool> unlock(Deadline deadline);
  Awaitable<Result<void>> connect_once(const std::vector<Hop>& hops, std::vector<TimeLeft>& left,
                                       Deadline deadline);
  /// Where a hop leads: over which session, and which jumps were before it.
  struct Way {
    std::string jumps;
    std::shared_ptr<SshSession> via;
    bool is_last = false;  ///< the server itself
  };
  Awaitable<Result<std::shared_ptr<SshSession>>> connect_hop(const Hop& hop, Way way,
                                                             TimeLeft& left, Deadline deadline);
  Awaitable<std::optional<ExpectedHost>> expect(const Hop& hop, const Way& way, Deadline deadline);
  Awaitable<Result<std::shared_ptr<SshSession>>> log_in_at(const Hop& hop,
                                                           const ExpectedHost& expected,
                                                           Descriptor descriptor, LoginMeans means,
                                                           Deadline deadline);
  Awaitable<Ran> run(LanePtr lane, ShellCommand command, std::string& input, ExecListener& listener,
                     Deadline deadline);
  void set_aside(const LanePtr& lane);
  void became_idle();
  void end(const LanePtr& lane, const std::string& why);

  std::shared_ptr<Context> context_;
  fleet::Server server_;
  Access access_;  ///< of the connection that is up, or on its way
  std::optional<SeenHostKey> seen_;
  Limiter connecting_{1};       ///< orders that come at once share one connection
  std::string locked_key_;      ///< what the last try stood before
  std::string locked_account_;  ///< likewise
  bool agent_was_silent_ = false;
  LanePtr lane_;               ///< the last hop's; a jump keeps the ones before alive
  std::vector<LanePtr> full_;  ///< still in use, but they take no more programs
  int running_ = 0;
  bool gave_way_ = false;  ///< ended while idle, for others
};

}  // namespace fettle::transport
