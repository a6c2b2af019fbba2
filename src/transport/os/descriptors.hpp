// How many files, sockets and pipes this process may have open. Sessions are counted against it
// (Context::descriptors), so that they wait for one another instead of failing.
#pragma once

#include <sys/resource.h>

namespace fettle::transport {

/// Raises the soft limit as far as is sensible, and tells what holds now.
int raise_descriptor_limit();

/// The limits that this process was started with, as programs that it starts expect them.
const rlimit& first_descriptor_limit();

/// Descriptors that are open now.
int open_descriptors();

}  // namespace fettle::transport
