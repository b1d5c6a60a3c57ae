// SPDX-License-Identifier: BSL-1.0
#pragma once
// A model of the lists of google-cloud-cpp as a peer: an input range over a blocking page loader. It is written
// after the structure of google/cloud/stream_range.h and google/cloud/internal/pagination_range.h (their StreamRange
// and PagedStreamReader), status_or.h and internal/call_context.h, without OpenTelemetry:
//  - the reader is a std::function, shared by a pointer, that returns a std::variant of a status and an item;
//  - the loader and the function that takes the items out of a response are std::functions, too;
//  - an item is moved out of its page into the variant, and from there into the range's current status_or;
//  - the options of the call are made current while the reader runs, which copies a shared pointer.
// So it is what the structure costs in this compiler, not a measurement of that library.

#include <cstddef>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace peers {

/// Success, or an error.
class status {
 public:
  status() = default;
  explicit status(std::string message) : error_(std::make_unique<std::string>(std::move(message))) {}
  bool ok() const { return error_ == nullptr; }
  const std::string& message() const { return *error_; }

 private:
  std::unique_ptr<std::string> error_{};
};

template <class T>
class status_or {
 public:
  status_or() : status_("no value yet") {}
  status_or(status error) : status_(std::move(error)) {}
  status_or(T&& value) : value_(std::move(value)) {}
  status_or& operator=(T&& value) {
    value_ = std::move(value);
    status_ = status();
    return *this;
  }

  explicit operator bool() const { return status_.ok(); }
  T& operator*() { return *value_; }
  T* operator->() { return &*value_; }
  const status& error() const { return status_; }
  status take_error() { return std::move(status_); }

 private:
  status status_{};
  std::optional<T> value_{};
};

/// The options of a call, shared by everything that belongs to it.
using call_options = std::shared_ptr<const std::vector<std::string>>;

inline call_options& current_options() {
  thread_local call_options options;
  return options;
}

/// Makes options current for a scope.
class options_scope {
 public:
  explicit options_scope(call_options options) : other_(std::move(options)) {
    other_.swap(current_options());
  }
  options_scope(const options_scope&) = delete;
  options_scope& operator=(const options_scope&) = delete;
  ~options_scope() { other_.swap(current_options()); }

 private:
  call_options other_;
};

template <class T>
using next_result = std::variant<status, T>;  ///< the status is the end of the list, or an error

/// An input range of status_or<T>, which calls the reader for each item.
template <class T>
class stream_range {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = status_or<T>;
    using difference_type = std::ptrdiff_t;
    using pointer = value_type*;
    using reference = value_type&;

    iterator() = default;
    explicit iterator(stream_range& owner) : owner_(&owner), at_end_(owner.at_end_) {}

    reference operator*() const { return owner_->current_; }
    pointer operator->() const { return &owner_->current_; }
    iterator& operator++() {
      owner_->advance();
      at_end_ = owner_->at_end_;
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& a, const iterator& b) { return a.at_end_ == b.at_end_; }

   private:
    stream_range* owner_{};
    bool at_end_{true};
  };

  stream_range(std::function<next_result<T>()> reader, call_options options)
      : options_(std::move(options)), reader_(std::move(reader)) {
    advance();
  }
  iterator begin() { return iterator(*this); }
  iterator end() { return {}; }

 private:
  struct unpack {
    stream_range& to;
    void operator()(status&& result) const {
      to.at_end_ = result.ok();
      to.failed_ = !result.ok();
      if (to.failed_) to.current_ = std::move(result);
    }
    void operator()(T&& item) const {
      to.at_end_ = false;
      to.current_ = std::move(item);
    }
  };

  void advance() {
    if (failed_) {  // the error was the last element
      at_end_ = true;
      return;
    }
    const options_scope scope(options_);
    std::visit(unpack{*this}, reader_());
  }

  call_options options_;
  std::function<next_result<T>()> reader_;
  status_or<T> current_{};
  bool failed_{};
  bool at_end_{true};
};

/// Reads pages by their tokens. `Request` has a page_token, `Response` a next_page_token.
template <class T, class Request, class Response>
class page_reader {
 public:
  using loader = std::function<status_or<Response>(const Request&)>;
  using extractor = std::function<std::vector<T>(Response)>;

  page_reader(Request request, loader load, extractor items_of)
      : request_(std::move(request)), load_(std::move(load)), items_of_(std::move(items_of)) {}

  next_result<T> next() {
    if (at_ == page_.end()) {
      if (last_) return status();
      request_.page_token = std::move(token_);
      auto response = load_(request_);
      if (!response) {
        last_ = true;
        return response.take_error();
      }
      token_ = std::move(response->next_page_token);
      page_ = items_of_(std::move(*response));
      at_ = page_.begin();
      last_ = token_.empty();
      if (at_ == page_.end()) return status();
    }
    return std::move(*at_++);
  }

 private:
  Request request_;
  loader load_;
  extractor items_of_;
  std::vector<T> page_{};
  typename std::vector<T>::iterator at_{page_.begin()};
  std::string token_{};
  bool last_{};
};

struct page_request {
  std::string parent{};
  std::string page_token{};
};

template <class T>
struct page_response {
  std::vector<T> items{};
  std::string next_page_token{};
};

/// Returns the list whose pages the loader returns.
template <class T>
stream_range<T> list(std::function<status_or<page_response<T>>(const page_request&)> load) {
  using reader = page_reader<T, page_request, page_response<T>>;
  const auto take_items = [](page_response<T> response) { return std::move(response.items); };
  const auto pages = std::make_shared<reader>(page_request{}, std::move(load), take_items);
  return stream_range<T>([pages] { return pages->next(); },
                         std::make_shared<const std::vector<std::string>>());
}

}  // namespace peers
