// Finds what bash and its kin read and a POSIX shell does not, or reads otherwise: on Debian `sh`
// is dash. What even `sh -n` refuses is found by the shell itself (shell_samples.hpp). Rough, as
// all of lint: exotic text gets a warning too few.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::flow {

struct Bashism {
  std::size_t begin = 0;  ///< byte of the script
  std::size_t size = 0;
  std::string what;     ///< "`[[`", "an array"
  std::string instead;  ///< the way out for `sh`
};

/// The first of each kind, in the order of the text.
std::vector<Bashism> find_bashisms(std::string_view script);

}  // namespace fettle::flow
