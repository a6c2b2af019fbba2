#include "transport/transports.hpp"

#include <fmt/format.h>

#include <csignal>
#include <exception>
#include <map>

#include "transport/ansible/ansible_link.hpp"
#include "transport/ansible/ansible_order.hpp"
#include "transport/ansible/inventory.hpp"
#include "transport/auto_link.hpp"
#include "transport/local/local_link.hpp"
#include "transport/os/system_random.hpp"
#include "transport/own_machine.hpp"
#include "transport/probe.hpp"
#include "transport/receipts/answer.hpp"
#include "transport/receipts/become.hpp"
#include "transport/receipts/order_execution.hpp"
#include "transport/receipts/script.hpp"

namespace fettle::transport {

struct Transports::State {
  State(net::io_context& loop, Settings settings)
      : context(std::make_shared<Context>(loop.get_executor(), std::move(settings))) {}

  std::shared_ptr<Session> session(const std::string& name, const fleet::Server& server) {
    auto& found = sessions[name];
    if (found) return found;
    found = std::make_shared<Session>();
    found->context = context;
    found->refusal = own_machine_refusal(server, *context);
    if (server.transport == fleet::TransportKind::kLocal)
      found->link = std::make_unique<LocalLink>();
    else if (server.transport == fleet::TransportKind::kAnsible)
      found->link = std::make_unique<AnsibleLink>(context, server);
    else
      found->link = std::make_unique<AutoLink>(context, server);
    return found;
  }

  std::shared_ptr<Context> context;
  std::map<std::string, std::shared_ptr<Session>, std::less<>> sessions;
  std::map<std::string, std::shared_ptr<OrderExecution>, std::less<>> orders;
};

namespace {

/// Why an order can't be carried out here.
std::string refusal_of(const ports::Order& order, const Session& session) {
  if (auto refused = own_machine_refusal(order, session.refusal, session.context->settings);
      !refused.empty())
    return refused;
  if (order.command.access == flow::Access::kChange && !is_attempt_id(order.attempt))
    return fmt::format("\"{}\" can't name an attempt", order.attempt);
  const auto identity = identity_of(order.target.server, order.become, order.as_whom);
  if (auto refused = refusal(identity); !refused.empty()) return refused;
  if (auto refused = ansible_refusal(order); !refused.empty()) return refused;
  return refusal(order.command.script, order.environment);
}

Awaitable<flow::CommandResult> execute(std::shared_ptr<OrderExecution> execution) {
  if (auto unknown = unknown_outcome(execution->order)) co_return *unknown;
  const std::string refused = refusal_of(execution->order, *execution->session);
  if (!refused.empty())
    co_return ended(flow::Ending::kUnreachable, refused + "; nothing was started");
  if (leaves_no_receipt(execution->order)) co_return co_await execute_without_receipt(execution);
  if (execution->order.command.access == flow::Access::kChange)
    co_return co_await execute_change(execution);
  co_return co_await execute_read(execution);
}

constexpr std::chrono::seconds kReleaseTimeout{60};

/// Hears whether the receipts are gone: an exit status alone, anything may give.
class Removal : public ExecListener {
 public:
  explicit Removal(const Challenge& challenge) : marker_(challenge) {}
  void out(std::string_view bytes) override { marker_.feed(bytes); }
  void err(std::string_view) override {}
  bool cancelled() const override { return marker_.flooded(); }
  bool done() const { return marker_.found(); }

 private:
  MarkerReader marker_;
};

/// Twice, as a link that stood idle may have died unnoticed.
Awaitable<bool> remove_receipts(std::shared_ptr<Session> session, ports::Receipts receipts) {
  // Where Ansible leaves no receipts there is nothing to remove.
  const auto& server = receipts.target.server;
  bool removed = receipts.attempts.empty() || (server.transport == fleet::TransportKind::kAnsible &&
                                               !has_posix_shell(ansible_connection(server)));
  // To remove them here starts nothing but what is ours.
  const bool may_reach =
      session->refusal.empty() || server.transport == fleet::TransportKind::kLocal;
  const auto identity = identity_of(receipts.target.server, receipts.become, receipts.as_whom);
  const Deadline deadline = Clock::now() + kReleaseTimeout;
  for (int attempt = 1; may_reach && !removed && attempt <= 2; ++attempt) {
    if (!co_await session->link->connect(deadline)) break;
    const Challenge challenge(SystemRandom().bits());
    Removal removal(challenge);
    const auto end = co_await exec_as(
        session, identity, forget_script(challenge, receipts.attempts), removal, deadline);
    removed = end.kind == ExecEnd::Kind::kExited && end.exit_status == 0 && removal.done();
    const bool is_refused =
        end.kind == ExecEnd::Kind::kNotStarted && end.error.code == ErrorCode::kRefused;
    if (end.kind == ExecEnd::Kind::kExited || is_refused) break;
    session->link->close();
  }
  session->link->close();
  co_return removed;
}

/// A bug of ours stops the process; it is never taken for an answer of a target.
void rethrow(const std::exception_ptr& error) {
  if (error) std::rethrow_exception(error);
}

}  // namespace

Transports::Transports(boost::asio::io_context& loop, Settings settings)
    : state_(std::make_shared<State>(loop, std::move(settings))) {
  // A program that ends before it has read its input must not end us.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));  // fails for no signal that there is
}

Transports::~Transports() {
  for (const auto& [name, session] : state_->sessions) session->link->close();
  state_->context->keys->stop();
  state_->context->known_hosts->stop();
  state_->context->agents->stop();
  state_->context->resolver->stop();
}

std::string Transports::refusal(const ports::Order& order) {
  const auto session = state_->session(order.session, order.target.server);
  return own_machine_refusal(order, session->refusal, state_->context->settings);
}

void Transports::start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) {
  const std::string id = order.id;
  const auto execution = std::make_shared<OrderExecution>(
      state_->session(order.session, order.target.server), std::move(order), listener);
  state_->orders[id] = execution;
  const auto executor = state_->context->executor;
  net::post(executor, [state = state_, execution, id, listener, executor] {
    net::co_spawn(
        executor,
        [state, execution, id, listener]() -> Awaitable<void> {
          auto result = co_await execute(execution);
          state->orders.erase(id);
          listener->ended(id, std::move(result));
        },
        rethrow);
  });
}

void Transports::stop(std::string_view order) {
  const auto found = state_->orders.find(order);
  if (found == state_->orders.end()) return;
  net::post(state_->context->executor, [execution = found->second] { execution->stop(); });
}

void Transports::release(ports::Receipts receipts, std::function<void(bool removed)> done) {
  const auto session = state_->session(receipts.session, receipts.target.server);
  state_->sessions.erase(receipts.session);
  const auto executor = state_->context->executor;
  net::post(executor, [session, executor, receipts = std::move(receipts),
                       done = std::move(done)]() mutable {
    net::co_spawn(
        executor,
        [session, receipts = std::move(receipts), done = std::move(done)]() -> Awaitable<void> {
          const bool removed = co_await remove_receipts(session, receipts);
          done(removed);
        },
        rethrow);
  });
}

void Transports::probe(fleet::Server server, std::chrono::milliseconds time,
                       std::function<void(ports::ConnectionReport)> done) {
  const auto context = state_->context;
  net::post(context->executor, [context, server = std::move(server), time,
                                done = std::move(done)]() mutable {
    net::co_spawn(
        context->executor,
        [context, server = std::move(server), time,
         done = std::move(done)]() mutable -> Awaitable<void> {
          done(co_await transport::probe(context, std::move(server), Clock::now() + time));
        },
        rethrow);
  });
}

}  // namespace fettle::transport
