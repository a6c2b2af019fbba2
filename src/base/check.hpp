// FETTLE_CHECK states what must hold whatever a person, a host or a network does. It is on in
// every build; a failed one stops the process, and a restart resumes from stored state. An
// assertion on what somebody outside can cause is a bug: that is a Diagnostic or an Error.
#pragma once

namespace fettle {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace fettle

#define FETTLE_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::fettle::check_failed(#condition, __FILE__, __LINE__))
