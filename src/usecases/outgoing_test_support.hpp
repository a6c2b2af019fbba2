// For tests: what goes out is kept, and answered as a test has said before; 200 without a word.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "ports/outgoing.hpp"

namespace fettle::usecases {

class ScriptedOutgoing : public ports::Outgoing {
 public:
  Result<ports::HttpAnswer> post(const ports::HttpPost& request,
                                 const ports::HttpWatch& watch) override {
    posts.push_back(request);
    auto answer = next();
    const bool is_streamed = answer && answer->status == 200 && watch.body;
    if (is_streamed) watch.body(std::exchange(answer->body, {}));
    return answer;
  }
  Result<ports::HttpAnswer> get(const ports::HttpGet& request,
                                const ports::HttpWatch& /*watch*/) override {
    gets.push_back(request);
    return next();
  }
  Result<ports::MailAnswer> mail(const ports::Mail& mail,
                                 const ports::HttpWatch& /*watch*/) override {
    mails.push_back(mail);
    if (mail_answers.empty()) return ports::MailAnswer{};
    auto answer = std::move(mail_answers.front());
    mail_answers.pop_front();
    return answer;
  }

  std::deque<Result<ports::HttpAnswer>> answers;
  std::deque<Result<ports::MailAnswer>> mail_answers;
  std::vector<ports::HttpPost> posts;
  std::vector<ports::HttpGet> gets;
  std::vector<ports::Mail> mails;

 private:
  Result<ports::HttpAnswer> next() {
    if (answers.empty()) return ports::HttpAnswer{.status = 200};
    auto answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }
};

}  // namespace fettle::usecases
