#include "upkeep/remind_gates.hpp"

#include "usecases/gate_reminders.hpp"

namespace fettle::upkeep {

Result<void> remind_gates(usecases::Context& context, Milliseconds expiry) {
  return usecases::remind_of_gates(context, expiry);
}

}  // namespace fettle::upkeep
