// Bytes that nobody can guess, for keys, tokens and salts: always the system's, never a seed's, so
// that no test and no simulation can make a guessable one. Identifiers and jitter take
// ports/random.hpp instead.
#pragma once

#include <cstddef>
#include <string>

namespace fettle::security {

std::string random_bytes(std::size_t count);

}  // namespace fettle::security
