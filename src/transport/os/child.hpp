// A spawned program with pipes for its three streams, all of them ours to close.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "transport/link.hpp"

namespace fettle::transport {

/// An owned file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

struct Child {
  pid_t pid = 0;
  Descriptor in;
  Descriptor out;
  Descriptor err;
  Descriptor ended;  ///< readable once the program has ended
};

/// Starts `arguments` (the first is looked for in PATH) in a session of its own, signals as usual,
/// none of our descriptors open. Of our environment it gets everything but FETTLE_*, which may hold
/// secrets of ours; where receipts live is passed on. `added` are more entries, `NAME=value`.
Result<Child> spawn_program(const std::vector<std::string>& arguments,
                            const std::vector<std::string>& added = {});

/// `/bin/sh -c command`, likewise; on a terminal of its own if it asks for one.
Result<Child> spawn_shell(const ShellCommand& command);

}  // namespace fettle::transport
