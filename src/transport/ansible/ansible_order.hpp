// What Ansible runs where no receipt can be kept: playbooks, and commands for targets that have no
// POSIX shell. Each is started once. What was started and whose end nobody saw, as when Fettle was
// killed meanwhile, has an unknown outcome, and is never started again by itself.
#pragma once

#include <optional>
#include <string>

#include "transport/receipts/order_execution.hpp"

namespace fettle::transport {

/// Whether the order is of that kind.
bool leaves_no_receipt(const ports::Order& order);

/// Of an order that was made before, maybe by a process that is gone, and leaves no receipt: nobody
/// can tell. Empty for any other.
std::optional<flow::CommandResult> unknown_outcome(const ports::Order& order);

/// Why Ansible can't carry the order out. Empty: it can.
std::string ansible_refusal(const ports::Order& order);

Awaitable<flow::CommandResult> execute_without_receipt(std::shared_ptr<OrderExecution> execution);

}  // namespace fettle::transport
