// Whom the steps of all stored batches became on their targets: receipts lie in those users' homes
// too. Reads the approved records alone. clean.hpp looks there.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/flow/command.hpp"
#include "core/flow/flow.hpp"
#include "store/database/connection.hpp"

namespace fettle::cli {

/// By target, as its canonical JSON: each user once; one without a name is the target's default.
using BecomeUsers = std::map<std::string, std::vector<flow::Become>>;

/// Of a plan: what its steps say of `become`, each once.
std::vector<flow::Become> become_users_of(const flow::Flow& flow);

/// A batch whose record can't be read by this version is passed over: its receipts stay.
Result<BecomeUsers> read_become_users(store::Connection& connection);

}  // namespace fettle::cli
