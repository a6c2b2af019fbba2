// Messages on their way to channels: listed with what became of them, sent, tried. Sending blocks;
// whatever goes wrong is the delivery's result and never an error of what it tells of.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "ports/outgoing.hpp"
#include "store/delivery_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct DeliveryQuery {
  std::string channel;  ///< id; empty: all
  std::string status;   ///< empty: all
  store::PageQuery page;
};
/// Newest first unless the page says otherwise.
Result<store::PageRows<store::DeliveryRow>> list_deliveries(Context& context,
                                                            const DeliveryQuery& query);

/// One that has failed, or waits for another attempt, is sent at once. kNotFound; kConflict where
/// it is delivered, under way or without a channel.
Result<store::DeliveryRow> retry_delivery(Context& context, std::string_view id);

/// Sends a message to the channel now, turned on or not, once. The delivery says what became of it.
/// kNotFound.
Result<store::DeliveryRow> test_channel(Context& context, std::string_view channel);

/// Sends the one that has been due longest, of any team; false where none is due. `context` is
/// nobody's. Tried again after 30 s, 2 min and 10 min, then it has failed.
Result<bool> deliver_next(Context& context, const ports::HttpWatch& watch);

}  // namespace fettle::usecases
