#include "usecases/gate_reminders.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "store/gate_store.hpp"
#include "usecases/bell.hpp"

namespace fettle::usecases {
namespace {

std::string who_waits(const store::UnansweredGate& gate) {
  if (gate.kind == "ring_gate") return "The question between two rings";
  return fmt::format("{} at step {}",
                     gate.count == 1 ? gate.first_label : fmt::format("{} targets", gate.count),
                     gate.step + 1);
}

Result<void> remind(Context& context, const store::UnansweredGate& gate, Milliseconds expiry) {
  context.actor.team = gate.team_id;
  const auto expires = Instant{gate.since} + expiry;
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(marked,
             store::mark_reminded(context.database, gate, context.now - expiry / 2, context.now));
  if (!marked) return {};  // answered meanwhile, or another process was first
  FETTLE_TRY_VOID(ring_bell(
      context,
      {.user = {},
       .kind = "gate_reminder",
       .text = fmt::format("{}: {} waits for an answer; it counts as rejected at {}", gate.name,
                           who_waits(gate), to_rfc3339(expires)),
       .link = gate.tree_id ? fmt::format("/flows/{}/batches/{}", *gate.tree_id, gate.batch_id)
                            : "/maintenances"}));
  return transaction.commit();
}

}  // namespace

Result<void> remind_of_gates(Context& context, Milliseconds expiry) {
  FETTLE_TRY(gates, store::unanswered_gates(context.database, context.now - expiry / 2));
  for (const auto& gate : gates) FETTLE_TRY_VOID(remind(context, gate, expiry));
  return {};
}

}  // namespace fettle::usecases
