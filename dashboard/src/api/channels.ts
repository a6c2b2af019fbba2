// Where the team is told of what happens outside of the dashboard, and what became of each message.
import { queryOptions } from "@tanstack/react-query";
import { api, ifMatch, read, type Schemas } from "./client";

export type Channel = Schemas["Channel"];
export type ChannelKind = Schemas["ChannelKind"];
export type TeamEvent = Schemas["TeamEvent"];
export type Delivery = Schemas["Delivery"];

export const channelsQuery = queryOptions({
  queryKey: ["channels", "list"],
  queryFn: () => read(api.GET("/channels", { params: { query: { limit: 200 } } })),
});

export const deliveriesQuery = (status: Delivery["status"] | undefined) =>
  queryOptions({
    queryKey: ["channels", "deliveries", status],
    queryFn: () => read(api.GET("/deliveries", { params: { query: { status, limit: 50 } } })),
  });

const at = (id: string) => ({ path: { channel_id: id } });

export const createChannel = (body: Schemas["NewChannel"]) => read(api.POST("/channels", { body }));

export const editChannel = (channel: Channel, body: Schemas["ChannelEdit"]) =>
  read(
    api.PATCH("/channels/{channel_id}", {
      params: { ...at(channel.id), header: ifMatch(channel.version) },
      body,
    }),
  );

export const deleteChannel = (id: string) => read(api.DELETE("/channels/{channel_id}", { params: at(id) }));

export const testChannel = (id: string) => read(api.POST("/channels/{channel_id}/test", { params: at(id) }));

export const retryDelivery = (id: string) =>
  read(api.POST("/deliveries/{delivery_id}/retry", { params: { path: { delivery_id: id } } }));
