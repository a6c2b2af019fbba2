// A link over SSH: the way to the server hop by hop, one session a hop, any number of programs
// over the last. Connects again and again only where that may help.
#pragma once

#include <memory>
#include <vector>

#include "transport/context.hpp"
#include "transport/link.hpp"
#include "transport/ssh/ssh_route.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

class SshLink : public Link {
 public:
  SshLink(std::shared_ptr<Context> context, fleet::Server server)
      : context_(std::move(context)), server_(std::move(server)) {}
  ~SshLink() override { SshLink::close(); }

  Awaitable<Result<void>> connect(Deadline deadline) override;
  Awaitable<ExecEnd> exec(std::string_view command, std::string input, ExecListener& listener,
                          Deadline deadline) override;
  void notify() override;
  void close() override;

 private:
  Awaitable<bool> open_keys(const std::vector<Hop>& hops, Deadline deadline);
  Awaitable<Result<void>> connect_once(const std::vector<Hop>& hops, Deadline deadline);
  Awaitable<Result<std::shared_ptr<SshSession>>> connect_hop(const Hop& hop, std::string jumps,
                                                             std::shared_ptr<SshSession> via,
                                                             Deadline deadline);

  std::shared_ptr<Context> context_;
  fleet::Server server_;
  Limiter connecting_{1};                ///< orders that come at once share one connection
  std::string locked_key_;               ///< what the last try stood before
  std::shared_ptr<SshSession> session_;  ///< the last hop's; a jump keeps the ones before alive
};

}  // namespace fettle::transport
