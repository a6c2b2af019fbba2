// Overwrites a secret in memory, in a way that no compiler leaves out.
#pragma once

#include <string>

namespace fettle {

/// `secret` is empty afterwards.
void wipe(std::string& secret);

}  // namespace fettle
