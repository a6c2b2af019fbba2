// Lists that are answered whole, since the team has few of such things: `{"items": [...]}`.
#pragma once

#include <boost/describe/class.hpp>

#include <utility>
#include <vector>

#include "api/answer.hpp"

namespace fettle::api {

template <class T>
struct Items {
  std::vector<T> items;
  BOOST_DESCRIBE_CLASS(Items, (), (items), (), ())
};

template <class T>
http::Response items_answer(std::vector<T> items) {
  return json_answer(Items<T>{std::move(items)});
}

}  // namespace fettle::api
