// Why a session that may start does not start yet, or one that is under way goes no further. Stored
// with the session as long as it holds.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string>

namespace fettle::engine {

BOOST_DEFINE_ENUM_CLASS(WaitKind,
                        kHostLock,     ///< another session works on the same host
                        kConcurrency,  ///< as many sessions run as may
                        kTargets,      ///< nobody has named a target yet
                        kStopSwitch,   ///< the team has stopped every start
                        kWindow,       ///< outside of a window, or what is left of it is too short
                        kFreeze,       ///< a dated span in which nothing starts
                        kBudget,       ///< as many hosts are out as may be
                        kNotAllowed)   ///< its order would start programs on the service's machine

struct WaitReason {
  WaitKind kind = WaitKind::kHostLock;
  std::string text;  ///< for people: whom it waits for, and the way out
  friend bool operator==(const WaitReason&, const WaitReason&) = default;
};
BOOST_DESCRIBE_STRUCT(WaitReason, (), (kind, text))

}  // namespace fettle::engine
