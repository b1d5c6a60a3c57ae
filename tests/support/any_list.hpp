// SPDX-License-Identifier: BSL-1.0
#pragma once
// The counterpart of any_view over a flat list: a forward range, as the standard's adaptors get it when they
// are applied to a container.

#include <cstddef>
#include <iterator>
#include <memory>
#include <ranges>
#include <utility>

namespace law {

template <class Item>
class any_list : public std::ranges::view_interface<any_list<Item>> {
  struct place {
    virtual ~place() = default;
    virtual std::unique_ptr<place> copy() const = 0;
    virtual bool equals(const place& other) const = 0;
    virtual bool at_end() const = 0;
    virtual Item item() const = 0;
    virtual void step() = 0;
  };

  template <class View>
  struct place_of final : place {
    View* view;
    std::ranges::iterator_t<View> at;

    explicit place_of(View& v) : view(&v), at(std::ranges::begin(v)) {}
    std::unique_ptr<place> copy() const override { return std::make_unique<place_of>(*this); }
    bool equals(const place& other) const override { return at == static_cast<const place_of&>(other).at; }
    bool at_end() const override { return at == std::ranges::end(*view); }
    Item item() const override { return *at; }
    void step() override { ++at; }
  };

  struct model {
    virtual ~model() = default;
    virtual std::unique_ptr<place> begin() = 0;
  };

  template <class View>
  struct model_of final : model {
    View view;

    explicit model_of(View v) : view(std::move(v)) {}
    std::unique_ptr<place> begin() override { return std::make_unique<place_of<View>>(view); }
  };

 public:
  class iterator {
   public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Item;

    iterator() = default;
    explicit iterator(std::unique_ptr<place> at) noexcept : at_(std::move(at)) {}
    iterator(const iterator& other) : at_(other.at_ ? other.at_->copy() : nullptr) {}
    iterator(iterator&&) noexcept = default;
    iterator& operator=(iterator other) noexcept {
      at_ = std::move(other.at_);
      return *this;
    }
    ~iterator() = default;

    Item operator*() const { return at_->item(); }
    iterator& operator++() {
      at_->step();
      return *this;
    }
    iterator operator++(int) {
      auto before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) { return a.at_->equals(*b.at_); }
    friend bool operator==(const iterator& it, std::default_sentinel_t) { return it.at_->at_end(); }

   private:
    std::unique_ptr<place> at_{};
  };

  template <std::ranges::view View>
    requires std::ranges::forward_range<View>
  static any_list of(View view) {
    any_list made;
    made.model_ = std::make_shared<model_of<View>>(std::move(view));
    return made;
  }

  iterator begin() const { return iterator{model_->begin()}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  any_list() = default;

  std::shared_ptr<model> model_{};
};

static_assert(std::ranges::forward_range<any_list<int>> && std::ranges::view<any_list<int>>);

}  // namespace law
