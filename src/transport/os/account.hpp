// Accounts of this machine, as its user database knows them: name and home. Safe beside other
// threads. It never looks at the environment; whoever wants $HOME to win reads it, as context.cpp
// does.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace fettle::transport {

struct Account {
  std::string user;
  std::string home;
};

/// Empty where the user has no name here.
std::optional<Account> account_of(uid_t user);

}  // namespace fettle::transport
