// Who did something, and what they said when they did it. Stored with every answer; shown as text
// only where people read it. Says nothing about what somebody may do: security/ does.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string>
#include <utility>

namespace fettle::engine {

BOOST_DEFINE_ENUM_CLASS(PrincipalKind,
                        kSystem,       ///< Fettle itself: an expiry, a rule
                        kCommandLine,  ///< whoever ran the command, by the name of their account
                        kUser,         ///< a person who signed in
                        kToken,        ///< a program with an API token
                        kScheduler,    ///< a schedule that was due
                        kTrigger)      ///< a program that called a webhook of the team

struct Principal {
  PrincipalKind kind = PrincipalKind::kSystem;
  std::string id;    ///< of the user, token, schedule or trigger; empty for the others
  std::string name;  ///< as people call it
  friend bool operator==(const Principal&, const Principal&) = default;
};
BOOST_DESCRIBE_STRUCT(Principal, (), (kind, id, name))

/// An answer's author, with their comment.
struct Attribution {
  Principal by;
  std::string comment;
  friend bool operator==(const Attribution&, const Attribution&) = default;
};
BOOST_DESCRIBE_STRUCT(Attribution, (), (by, comment))

/// `ann: looks fine`.
inline std::string text(const Attribution& attribution) {
  auto text = attribution.by.name;
  if (!attribution.comment.empty()) text += ": " + attribution.comment;
  return text;
}

inline Principal command_line(std::string name) {
  return {PrincipalKind::kCommandLine, {}, std::move(name)};
}

}  // namespace fettle::engine
