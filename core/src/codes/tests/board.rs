//! The board: who is on it, and what it remembers.

use super::{otp, totp};
use crate::account::{Algorithm, Id, Kind};
use crate::codes::{Board, Generator, Shown};

const A: Id = Id([1; 16]);
const B: Id = Id([2; 16]);
const C: Id = Id([3; 16]);

fn shown(board: &mut Board, unix: u64) -> Vec<(Id, Shown)> {
    board
        .codes(unix)
        .map(|(id, shown)| (id, shown.clone()))
        .collect()
}

#[test]
fn every_account_the_clock_moves_in_one_call() {
    let mut board = Board::new();
    board.insert(C, &totp(b"c", 60));
    board.insert(A, &totp(b"a", 30));
    board.insert(B, &otp(b"b", Algorithm::Sha1, 6, Kind::Hotp { counter: 0 }));
    assert_eq!(board.len(), 3);

    let expected = vec![
        (C, Generator::new(&totp(b"c", 60)).at(95).unwrap()),
        (A, Generator::new(&totp(b"a", 30)).at(95).unwrap()),
    ];
    assert_eq!(shown(&mut board, 95), expected);
    assert_eq!(board.codes(95).valid_until(), 120);
    assert_eq!(board.codes(89).valid_until(), 90);
    assert_eq!(board.get(&B).unwrap().at(95), None);
    assert_eq!(board.shown(&B, 95), None);
}

#[test]
fn a_step_later_the_former_next_is_the_code() {
    let mut board = Board::new();
    board.insert(A, &totp(b"a", 30));
    let first = shown(&mut board, 59).remove(0).1;
    assert_eq!(shown(&mut board, 58).remove(0).1, first, "inside the step");
    let second = shown(&mut board, 60).remove(0).1;
    assert_eq!(second.code, first.next);
    assert_eq!(second, board.get(&A).unwrap().at(60).unwrap());
    assert_eq!(
        shown(&mut board, 59).remove(0).1,
        first,
        "the clock set back"
    );
}

#[test]
fn one_account_is_asked_for_alone() {
    let mut board = Board::new();
    board.insert(A, &totp(b"a", 30));
    board.insert(B, &totp(b"b", 30));
    let before = shown(&mut board, 0);
    let alone = Generator::new(&totp(b"a", 30)).at(30);
    assert_eq!(board.shown(&A, 30).cloned(), alone);
    assert_eq!(shown(&mut board, 0), before);
    assert_eq!(board.shown(&C, 30), None);
}

#[test]
fn a_growing_and_shrinking_board_keeps_every_account_at_its_own() {
    let mut board = Board::new();
    let id = |n: u8| Id([n; 16]);
    for n in 0..100 {
        board.insert(id(n), &totp(&[n], 30));
        assert_eq!(board.codes(u64::from(n)).len(), usize::from(n) + 1);
    }
    for n in (0..100).step_by(3) {
        assert!(board.remove(&id(n)));
    }
    assert_eq!(board.len(), 66);
    for n in 0..100 {
        let expected = (n % 3 != 0).then(|| Generator::new(&totp(&[n], 30)).at(99).unwrap());
        assert_eq!(board.shown(&id(n), 99).cloned(), expected);
        assert_eq!(board.get(&id(n)).is_some(), expected.is_some());
    }
}

#[test]
fn an_account_may_come_to_count_and_go_by_the_clock_again() {
    let counting = otp(b"a", Algorithm::Sha1, 6, Kind::Hotp { counter: 0 });
    let mut board = Board::new();
    for (otp, moved) in [
        (totp(b"a", 30), 1),
        (counting.clone(), 0),
        (totp(b"a", 30), 1),
    ] {
        board.insert(A, &otp);
        assert_eq!((board.len(), board.codes(0).len()), (1, moved));
    }
    assert!(board.replace(&A, &counting));
    assert_eq!((board.len(), board.codes(0).len()), (1, 0));
    assert!(board.remove(&A) && board.is_empty());
}

#[test]
fn accounts_come_change_and_go() {
    let mut board = Board::new();
    board.insert(A, &totp(b"a", 30));
    let old = shown(&mut board, 0);

    assert!(board.replace(&A, &totp(b"other", 30)));
    assert_ne!(
        shown(&mut board, 0),
        old,
        "a new seed shows at once, inside the step"
    );
    assert!(!board.replace(&B, &totp(b"b", 30)));
    assert_eq!(board.len(), 1);

    board.insert(B, &totp(b"b", 30));
    assert_eq!(shown(&mut board, 0).len(), 2);
    assert!(board.remove(&A) && !board.remove(&A));
    assert_eq!(shown(&mut board, 0).len(), 1);

    board.clear();
    assert!(board.is_empty() && shown(&mut board, 0).is_empty());
    assert_eq!(board.codes(0).valid_until(), u64::MAX);
}

#[test]
fn the_end_of_time() {
    let mut board = Board::new();
    board.insert(A, &totp(b"a", 1));
    let last = Generator::new(&totp(b"a", 1)).at(u64::MAX).unwrap();
    for _ in 0..2 {
        assert_eq!(shown(&mut board, u64::MAX), vec![(A, last.clone())]);
    }
    assert_eq!(shown(&mut board, u64::MAX - 1)[0].1.next, last.code);
}

#[test]
fn a_board_prints_how_many_and_no_more() {
    let mut board = Board::new();
    board.insert(A, &totp(b"a", 30));
    let code = shown(&mut board, 0).remove(0).1.code;
    assert_eq!(format!("{board:?}"), "Board(1 accounts, redacted)");
    assert!(!format!("{:?}", board.codes(0)).contains(code.as_str()));
}
