#include "transport/own_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "transport/os/asio.hpp"

namespace fettle::transport {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

fleet::Server server(fleet::TransportKind transport, std::string address = {}) {
  return {.name = "web1", .address = std::move(address), .transport = transport};
}

class OwnMachine : public ::testing::Test {
 protected:
  OwnMachine() {
    settings.allow_local = settings.allow_proxy_command = settings.allow_match_exec = false;
    settings.ansible.allow_commands = settings.ansible.allow_playbooks = false;
    settings.ssh_config_file = ::testing::TempDir() + "own_machine_config";
    std::ofstream(settings.ssh_config_file) << "Host behind\n  ProxyCommand nc %h %p\n"

                                               "Match originalhost asked exec true\n  Port 23\n";
  }

  std::string refusal_of(const fleet::Server& server) {
    Context context(loop.get_executor(), settings);
    return own_machine_refusal(server, context);
  }
  std::string refusal_of(const ports::Order& order) {
    return own_machine_refusal(order, refusal_of(order.target.server), settings);
  }
  static ports::Order change(fleet::TransportKind transport) {
    ports::Order order{.id = "o1", .session = "s1", .target = {"web1", server(transport)}};
    order.command.access = flow::Access::kChange;
    return order;
  }
  static ports::Order play() {
    auto order = change(fleet::TransportKind::kSsh);
    order.command.playbook.emplace();
    return order;
  }

  Settings settings;
  net::io_context loop;
};

TEST_F(OwnMachine, EachKindIsRefusedWithItsSetting) {
  using enum fleet::TransportKind;
  EXPECT_THAT(refusal_of(server(kLocal)), HasSubstr("allow-local"));
  EXPECT_THAT(refusal_of(server(kAnsible)), HasSubstr("allow-ansible"));
  EXPECT_THAT(refusal_of(server(kSsh)), IsEmpty());
  EXPECT_THAT(refusal_of(server(kSsh, "behind")),
              AllOf(HasSubstr("ProxyCommand"), HasSubstr("allow-proxy-command")));
  EXPECT_THAT(refusal_of(server(kSsh, "asked")), HasSubstr("allow-match-exec"));
  EXPECT_THAT(refusal_of(server(kManual)), IsEmpty());
  EXPECT_THAT(refusal_of(play()), HasSubstr("allow-playbooks"));
}

TEST_F(OwnMachine, EachKindMayWhereItsSettingSaysSo) {
  settings = {.ssh_config_file = settings.ssh_config_file};
  using enum fleet::TransportKind;
  for (const auto& one :
       {server(kLocal), server(kAnsible), server(kSsh, "behind"), server(kSsh, "asked")}) {
    EXPECT_THAT(refusal_of(one), IsEmpty());
  }
  EXPECT_THAT(refusal_of(play()), IsEmpty());
}

TEST_F(OwnMachine, AWayThatCantBeGoneForAnotherReasonIsNoneOfItsBusiness) {
  EXPECT_THAT(refusal_of(server(fleet::TransportKind::kSsh, "-odd")), IsEmpty());
}

TEST_F(OwnMachine, WhatMayRunHereAlreadyIsFollowed) {
  auto order = change(fleet::TransportKind::kLocal);
  EXPECT_THAT(refusal_of(order), HasSubstr("allow-local"));
  order.asked_before = true;
  EXPECT_THAT(refusal_of(order), IsEmpty());
}

TEST_F(OwnMachine, WhatAnsibleRanBeforeIsToldAsUnknownAtOnceWhereNothingElseCanTell) {
  auto order = play();
  order.asked_before = true;
  EXPECT_THAT(refusal_of(order), IsEmpty());
  auto over_ansible = change(fleet::TransportKind::kAnsible);
  over_ansible.asked_before = over_ansible.known_started = true;
  EXPECT_THAT(refusal_of(over_ansible), HasSubstr("allow-ansible")) << "its receipt will tell";
}

}  // namespace
}  // namespace fettle::transport
