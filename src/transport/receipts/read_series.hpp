// Reading commands that one exec runs one after the other, while their orders come one by one: an
// order hears what its command has said so far, and then the rest. What comes before its order is
// kept for a moment and within bounds; what is not proved, or not asked for in time, counts as not
// run, and is run when it is asked for. Knows nothing of links; read on in read_order.cpp.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "transport/receipts/order_execution.hpp"

namespace fettle::transport {

class ReadSeries {
 public:
  /// The command of `first`, which is attached to it, and then each of `following`.
  ReadSeries(std::shared_ptr<OrderExecution> first, std::vector<std::string> following);

  // For orders:
  /// True if `order` is for the command after the one that was heard last, and no later than an
  /// engine orders it.
  bool is_next(const ports::Order& order) const;
  void attach(std::shared_ptr<OrderExecution> execution);
  /// Awaits the end of the attached order's command. Empty: it counts as not run.
  static Awaitable<std::optional<flow::CommandResult>> hear(std::shared_ptr<ReadSeries> series);
  /// More commands are under way, or have ended, than orders have heard.
  bool has_more() const { return heard_ < scripts_.size() && !(is_over_ && ended() == heard_); }
  /// What runs is not wanted any more.
  void give_up() { is_given_up_ = true; }
  bool is_given_up() const { return is_given_up_; }

  // For the exec that carries it out:
  const std::string& script() const { return scripts_.front(); }
  std::span<const std::string> following() const { return std::span(scripts_).subspan(1); }
  bool is_at_last() const { return ended() + 1 == scripts_.size(); }
  /// Why the command that runs is not to run on, once that is so.
  std::optional<flow::Ending> called_off() const;
  /// The command's own time runs from now on.
  void reached();
  void output(std::string_view bytes);
  /// The command that runs has ended, and the next one runs.
  void command_ended(flow::CommandResult result);
  /// Nothing runs any more; what has not ended counts as not run.
  void over();

 private:
  std::size_t ended() const { return results_.size(); }
  bool is_attached_running() const { return attached_ && ended() == heard_; }

  std::vector<std::string> scripts_;
  ports::Order order_;  ///< the first one
  std::shared_ptr<OrderExecution> attached_;
  std::size_t heard_ = 0;  ///< orders that have ended, and so the place of the attached one
  Deadline heard_at_;
  std::vector<flow::CommandResult> results_;
  std::vector<std::string> held_;  ///< output before there was an order for it
  std::size_t held_size_ = 0;
  bool is_given_up_ = false;
  bool is_over_ = false;
  AsyncEvent changed_;
};

}  // namespace fettle::transport
