// What channels there are beside the bell, and what they can be told of. Names are stored and are
// part of the HTTP contract: rename none.
#pragma once

#include <boost/describe/enum.hpp>

namespace fettle::ports {

BOOST_DEFINE_ENUM_CLASS(ChannelKind, kDiscord, kSlack, kTeams, kWebhook, kEmail)

BOOST_DEFINE_ENUM_CLASS(TeamEvent,
                        kRunReady,          ///< a schedule fired and made its sessions
                        kApprovalNeeded,    ///< a schedule, a launch or a gate waits for a person
                        kApprovalExpiring,  ///< half of a gate's time is over
                        kRunStarted, kRingFinished, kHalted, kCompleted,
                        kFailed,       ///< cancelled too
                        kMissed,       ///< a schedule was not started at its time
                        kInterrupted,  ///< of a session nobody knows how its step ended
                        kAssigned,     ///< a session was given to a person
                        kMessage,      ///< what a `notify` step says
                        kTest)         ///< somebody tries the channel; nobody chooses it

BOOST_DEFINE_ENUM_CLASS(MessageSeverity, kInfo, kWarning, kError)

}  // namespace fettle::ports
